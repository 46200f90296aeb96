/** Who takes part, in the order of the tables. Raw fetch runs twice: the difference of the two is the noise of a round. */
export const contestants = {
  'raw fetch': 'raw-fetch',
  'bare floor': 'floor',
  'smarter-api': 'ours',
  'smarter-api, validated': 'ours-validated',
  ofetch: 'ofetch',
  ky: 'ky',
  'openai 6': 'openai-6',
  'openai 7': 'openai-7',
  anthropic: 'anthropic',
  humanloop: 'humanloop',
  'raw fetch again': 'raw-fetch',
}

/** The two runs of the control. */
export const controls = ['raw fetch', 'raw fetch again']
