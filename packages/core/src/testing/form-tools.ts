import { streamOf } from '../body.js'
import { ConfigurationError } from '../errors.js'
import type { FormTools } from '../upload-source.js'

/** What the first upload hands to the form. */
export const formTools: FormTools = { ConfigurationError, streamOf }
