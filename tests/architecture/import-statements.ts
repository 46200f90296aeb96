import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** One import or re-export of a source file. */
export interface ImportStatement {
  specifier: string
  /** Whether nothing of it is left at run time. */
  typeOnly: boolean
  /** `import * as name` or `export * as name`. */
  namespace: boolean
  /** `import()`, which loads it when it is needed. */
  dynamic: boolean
}

/** Reads the import statements of a file, those inside types and `import()` calls included. */
export function readImports(file: string): ImportStatement[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022)
  const statements: ImportStatement[] = []
  const visit = (node: ts.Node): void => {
    const found = readStatement(node)
    if (found) statements.push(found)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return statements
}

function readStatement(node: ts.Node): ImportStatement | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const bindings = node.importClause?.namedBindings
    return {
      specifier: node.moduleSpecifier.text,
      typeOnly: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
      namespace: bindings !== undefined && ts.isNamespaceImport(bindings),
      dynamic: false,
    }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    const namespace = node.exportClause !== undefined && ts.isNamespaceExport(node.exportClause)
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, namespace, dynamic: false }
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { specifier: node.argument.literal.text, typeOnly: true, namespace: false, dynamic: false }
  }
  const [argument] = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments : []
  return argument && ts.isStringLiteral(argument) ? { specifier: argument.text, typeOnly: false, namespace: false, dynamic: true } : undefined
}
