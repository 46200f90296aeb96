const job = require('./job.cjs')

void job({
  url: process.argv[2],
  core: require('@smarter-api/core'),
  dotprompt: require('@smarter-api/dotprompt'),
  manifests: require('@smarter-api/manifests'),
  prompts: require('@smarter-api/prompts'),
  schemas: require('@smarter-api/schemas/humanloop'),
  sdk: require('@smarter-api/sdk'),
})
