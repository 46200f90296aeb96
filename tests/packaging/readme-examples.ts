import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { readManifest, root, scope } from '../architecture/workspace.js'

/** One block of code in a README. */
export interface Example {
  /** The README's path from the root of the repository. */
  readme: string
  /** The heading above it; later examples under the same heading have their number after it. */
  title: string
  code: string
  /** The line of the README, counted from 1, on which the code starts. */
  line: number
}

const settings: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: ['node'],
  typeRoots: [join(root, 'node_modules/@types')],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
}
const folder = fileURLToPath(new URL('.', import.meta.url))
const languages = /^(?:[cm]?[jt]sx?|javascript|typescript)$/

/** Finds the examples of a README in their order. */
export function readExamples(readme: string, text: string): Example[] {
  const examples: Example[] = []
  let heading = ''
  let number = 0
  let language: string | undefined
  let start = 0
  const lines = text.split(/\r?\n/)
  for (const [index, line] of lines.entries()) {
    const fence = /^\s*```(\w*)/.exec(line)
    if (!fence) {
      const next = language === undefined && /^#+ (.+)/.exec(line)?.[1]
      if (next) [heading, number] = [next, 0]
    } else if (language === undefined) {
      language = fence[1] ?? ''
      start = index + 1
    } else {
      if (languages.test(language)) {
        number += 1
        examples.push({ readme, title: number === 1 ? heading : `${heading}, example ${number}`, code: lines.slice(start, index).join('\n'), line: start + 1 })
      }
      language = undefined
    }
  }
  return examples
}

/**
 * Compiles examples as modules of a user who installed the built packages, and gives the mistakes of each as `README:line: the compiler's words`.
 * An example may use what earlier examples of the same README import or declare, as a reader of the README would.
 */
export function compileExamples(examples: Example[]): Map<Example, string[]> {
  const modules = new Map(examples.map((example) => [moduleName(example), example] as const))
  const contents = new Map([...modules].map(([file, example]) => [file, `${importEarlier(example, examples)}${example.code}\n${exportAll(example)}`] as const))
  const host = createHost(contents, (file) => modules.get(file))
  const program = ts.createProgram([...modules.keys()], settings, host)
  return new Map([...modules].map(([file, example]) => [example, describeMistakes(program, file, example)] as const))
}

function moduleName({ readme, line }: Example): string {
  return join(folder, `${readme.replaceAll('/', '-')}-${line}.mts`)
}

function createHost(contents: Map<string, string>, exampleOf: (file: string) => Example | undefined): ts.CompilerHost {
  const host = ts.createCompilerHost(settings)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (file) => contents.has(file) || fileExists(file)
  host.readFile = (file) => contents.get(file) ?? readFile(file)
  host.getSourceFile = (file, languageVersion, ...rest) => {
    const content = contents.get(file)
    return content === undefined ? getSourceFile(file, languageVersion, ...rest) : ts.createSourceFile(file, content, languageVersion, true)
  }
  const cache = ts.createModuleResolutionCache(folder, (name) => name, settings)
  host.resolveModuleNameLiterals = (literals, importer, redirect, options, source) =>
    literals.map((literal) => {
      const resolve = (from: string) =>
        ts.resolveModuleName(literal.text, from, options, host, cache, redirect, ts.getModeForUsageLocation(source, literal, options))
      const example = exampleOf(importer)
      if (!example || ts.isExternalModuleNameRelative(literal.text) || literal.text.startsWith(scope)) return resolve(importer)
      const home = join(root, dirname(example.readme))
      return brings(home, literal.text) ? resolve(join(home, 'example.mts')) : { resolvedModule: undefined }
    })
  return host
}

/** Whether a package of others comes with the package in a folder, or is one that it tells its users to install. */
function brings(folder: string, specifier: string): boolean {
  const { dependencies, peerDependencies } = readManifest(folder)
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  return name in { ...dependencies, ...peerDependencies }
}

/** Stays on the first line of the code, so that the lines keep their numbers. */
function importEarlier(example: Example, examples: Example[]): string {
  const own = new Set(topLevelNames(example).keys())
  const earlier = examples.filter(({ readme, line }) => readme === example.readme && line < example.line)
  const origins = new Map(earlier.flatMap((each) => [...topLevelNames(each).keys()].map((name) => [name, moduleName(each)] as const)))
  const needed = [...origins].filter(([name]) => !own.has(name))
  return needed.map(([name, file]) => `import { ${name} } from './${file.slice(folder.length).replace(/\.mts$/, '.mjs')}'; `).join('')
}

function exportAll(example: Example): string {
  const names = [...topLevelNames(example)].filter(([, statement]) => !isExported(statement)).map(([name]) => name)
  return `export { ${names.join(', ')} }\n`
}

function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement) && (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
}

function topLevelNames({ code }: Example): Map<string, ts.Statement> {
  const { statements } = ts.createSourceFile('example.mts', code, ts.ScriptTarget.ES2022)
  return new Map(statements.flatMap((statement) => namesOf(statement).map((name) => [name, statement] as const)))
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name))
  if (ts.isImportDeclaration(statement)) {
    const { name, namedBindings } = statement.importClause ?? {}
    const bindings = namedBindings && (ts.isNamespaceImport(namedBindings) ? [namedBindings] : namedBindings.elements)
    return [...(name ? [name.text] : []), ...(bindings ?? []).map((binding) => binding.name.text)]
  }
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)
  return isNamed && statement.name ? [statement.name.text] : []
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []))
}

function describeMistakes(program: ts.Program, file: string, { readme, line }: Example): string[] {
  const source = program.getSourceFile(file)
  if (!source) throw new Error(`the compiler lost ${file}`)
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ start, messageText }) => {
    const offset = source.getLineAndCharacterOfPosition(start ?? 0).line
    return `${readme}:${line + offset}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
}
