const text = { anyOf: [{ type: 'string' }, { type: 'null' }], default: null }
const flag = { type: 'boolean', default: false }
const texts = { anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'null' }], default: null }

const config = {
  type: 'object',
  additionalProperties: false,
  properties: {
    subdomain: text,
    customDomain: {
      anyOf: [
        {
          type: 'object',
          properties: { aws_hosted_zone_id: { type: 'string' }, domain_name: { type: 'string' } },
          required: ['aws_hosted_zone_id', 'domain_name'],
        },
        { type: 'null' },
      ],
    },
    deployed: flag,
    provider: text,
    defaultModel: text,
    defaultSystemRole: text,
    defaultTemperature: { anyOf: [{ type: 'number', minimum: 0, maximum: 1 }, { type: 'null' }] },
    defaultMaxTokens: { anyOf: [{ type: 'integer', exclusiveMinimum: 0 }, { type: 'null' }] },
    appName: text,
    appAssistant: text,
    appWelcomeMessage: text,
    appExamplePrompts: texts,
    appPlaceholder: text,
    appInfoUrl: text,
    appBackgroundImageUrl: text,
    appLogoUrl: text,
    appFileAttachment: flag,
  },
}

/** The JSON Schema of a chatbot's manifest. */
export function manifestJsonSchema(kind: string): object {
  return {
    title: `SAM${kind}`,
    type: 'object',
    additionalProperties: false,
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { const: 'smarter.sh/v1' },
      kind: { const: kind },
      metadata: {
        type: 'object',
        required: ['name', 'description', 'version'],
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 50 },
          description: text,
          version: text,
          tags: texts,
          annotations: { anyOf: [{ type: 'array', items: { type: 'object' } }, { type: 'null' }] },
        },
      },
      spec: {
        type: 'object',
        required: ['config'],
        properties: {
          config,
          plugins: texts,
          functions: { anyOf: [{ type: 'array', items: { enum: ['get_current_weather', 'date_calculator', 'calculator'] } }, { type: 'null' }] },
          apiKey: text,
        },
      },
      status: { anyOf: [{ type: 'object', readOnly: true }, { type: 'null' }] },
    },
  }
}
