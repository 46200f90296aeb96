export { readYaml, type TextPlace, type YamlReading } from './read-yaml.js'
