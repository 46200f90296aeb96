import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { type Entry, listEntries, type WorkspacePackage } from '../architecture/workspace.js'

/** One exported name of an entry, as the built declarations have it. */
export interface Export {
  name: string
  /** Another of our packages that it comes from. */
  from: string | undefined
  /** The declaration without comments. Empty for a name that comes from elsewhere. */
  text: string
  /** The doc comment, of the name itself or of what it stands for. */
  documentation: string
  /** Public methods and accessors of an exported class that have no doc comment. */
  undocumentedMembers: string[]
}

const settings: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  types: ['node'],
  strict: true,
  skipLibCheck: true,
  preserveSymlinks: false,
}
const printer = ts.createPrinter({ removeComments: true })

/** Reads the built entries of one package: every exported name in the order of the alphabet. */
export function readSurface(owner: WorkspacePackage): { entry: Entry; exports: Export[] }[] {
  const entries = listEntries([owner])
  const files = entries.map((entry) => join(owner.folder, entry.import.types))
  const program = ts.createProgram(files, settings)
  const checker = program.getTypeChecker()
  return entries.map((entry, index) => {
    const source = program.getSourceFile(files[index] ?? '')
    const symbol = source && checker.getSymbolAtLocation(source)
    if (!symbol) throw new Error(`${entry.specifier} has no declarations at ${files[index]}: build the packages first`)
    const exported = checker.getExportsOfModule(symbol).toSorted((left, right) => (left.name < right.name ? -1 : 1))
    return { entry, exports: exported.map((name) => readExport(checker, name, owner)) }
  })
}

function readExport(checker: ts.TypeChecker, symbol: ts.Symbol, owner: WorkspacePackage): Export {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const declarations = target.declarations ?? []
  const origin = declarations.map((declaration) => packageOf(declaration.getSourceFile().fileName)).find((name) => name !== owner.name)
  const comments = [symbol, target].map((each) => ts.displayPartsToString(each.getDocumentationComment(checker)))
  return {
    name: symbol.name,
    from: origin,
    text: origin ? '' : declarations.map(print).join('\n'),
    documentation: comments.find(Boolean) ?? '',
    undocumentedMembers: origin ? [] : declarations.filter(ts.isClassDeclaration).flatMap((declaration) => undocumented(checker, declaration)),
  }
}

function print(declaration: ts.Declaration): string {
  const whole = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration
  return printer.printNode(ts.EmitHint.Unspecified, whole, declaration.getSourceFile())
}

function undocumented(checker: ts.TypeChecker, declaration: ts.ClassDeclaration): string[] {
  const members = declaration.members.filter((member) => ts.isMethodDeclaration(member) || ts.isAccessor(member))
  return members.flatMap((member) => {
    const symbol = checker.getSymbolAtLocation(member.name)
    const hidden = ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private
    return symbol && !hidden && symbol.getDocumentationComment(checker).length === 0 ? [member.name.getText()] : []
  })
}

function packageOf(file: string): string {
  return /[\\/]packages[\\/]([\w-]+)[\\/]dist[\\/]/.exec(file)?.[1] ?? file.split(`node_modules${sep}`).at(-1) ?? file
}

/** Gives what an editor shows when the pointer rests on the last word of each given expression. */
export function hover(imports: string, expressions: string[]): { text: string; documentation: string }[] {
  const file = fileURLToPath(new URL('hover.ts', import.meta.url))
  const content = `${imports}\n${expressions.join('\n')}\n`
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => settings,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = name === file ? content : ts.sys.readFile(name)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => dirname(file),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
  }
  const service = ts.createLanguageService(host)
  let offset = imports.length + 1
  return expressions.map((expression) => {
    const info = service.getQuickInfoAtPosition(file, offset + expression.length - 1)
    offset += expression.length + 1
    return { text: ts.displayPartsToString(info?.displayParts), documentation: ts.displayPartsToString(info?.documentation) }
  })
}
