import * as core from '@smarter-api/core'
import * as dotprompt from '@smarter-api/dotprompt'
import * as manifests from '@smarter-api/manifests'
import * as prompts from '@smarter-api/prompts'
import * as schemas from '@smarter-api/schemas/humanloop'
import * as sdk from '@smarter-api/sdk'
import job from './job.cjs'

await job({ url: process.argv[2], core, dotprompt, manifests, prompts, schemas, sdk })
