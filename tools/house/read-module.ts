/** What the code of a module says of it, to be compared with its README and drawn on the map. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { beside, floors } from '../../.dependency-cruiser.mjs'

export interface Module {
  readonly name: string
  /** Undefined for a module that stands nowhere, which is a fault. */
  readonly floor: number | 'beside' | undefined
  /** Values that the door gives out; types are left out. */
  readonly door: readonly string[]
  readonly owns: readonly string[]
  readonly tells: readonly string[]
}

export function moduleNames(root: string): string[] {
  const folder = join(root, 'src/modules')
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'index.ts')))
}

export function readModule(root: string, name: string): Module {
  const source = (file: string) => read(join(root, 'src/modules', name, file))
  return { name, floor: floorOf(name), door: exportedValues(source('index.ts')), owns: tablesIn(source('tables.ts')), tells: factsIn(source('facts.ts')) }
}

function floorOf(name: string): Module['floor'] {
  if (beside.includes(name)) return 'beside'
  const floor = floors.findIndex((names) => names.includes(name))
  return floor === -1 ? undefined : floor
}

function read(path: string): ts.SourceFile {
  return ts.createSourceFile(path, existsSync(path) ? readFileSync(path, 'utf8') : '', ts.ScriptTarget.Latest, true)
}

function exportedValues(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return passedOn(statement)
    return ts.canHaveModifiers(statement) && isExported(statement) ? declared(statement) : []
  })
}

function passedOn({ isTypeOnly, exportClause }: ts.ExportDeclaration): string[] {
  if (isTypeOnly) return []
  // A star would hide what the door gives out.
  if (!exportClause || !ts.isNamedExports(exportClause)) return ['*']
  return exportClause.elements.filter((element) => !element.isTypeOnly).map((element) => element.name.text)
}

function isExported(statement: ts.HasModifiers): boolean {
  return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
}

function declared(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText())
  const isValue = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
  return isValue && statement.name ? [statement.name.text] : []
}

/** The members of every interface named `…Tables`. */
function tablesIn(source: ts.SourceFile): string[] {
  const interfaces = source.statements.filter((statement) => ts.isInterfaceDeclaration(statement))
  return interfaces.filter(({ name }) => name.text.endsWith('Tables')).flatMap(({ members }) => members.map((member) => member.name?.getText() ?? ''))
}

/** The first argument of every `Fact<'…', …>`. */
function factsIn(source: ts.SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && node.typeName.getText() === 'Fact') {
      const kind = node.typeArguments?.[0]
      if (kind && ts.isLiteralTypeNode(kind) && ts.isStringLiteral(kind.literal)) found.push(kind.literal.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
