import { ConfigurationError } from '@smarter-api/core'

/**
 * Reads the text of a manifest. The YAML parser is loaded by the first text that is not JSON.
 *
 * @throws ConfigurationError For text that is neither, with the place of the mistake.
 */
export async function readManifest(text: string): Promise<unknown> {
  try {
    return JSON.parse(text)
  } catch {
    const { readYaml } = await import('@smarter-api/schemas/yaml')
    const yaml = readYaml(text)
    if (yaml.ok) return yaml.value
    throw new ConfigurationError(`The manifest is neither YAML nor JSON: line ${yaml.line}, column ${yaml.column}: ${yaml.problem}`)
  }
}
