/**
 * Holds the manifests of deploy/kubernetes against the schemas and types of the Kubernetes API and of the Prometheus
 * Operator: each file as it is written and, where kubectl is installed, what kustomize makes of them with every option.
 * No cluster is asked.
 *
 *     node tools/lint/kubernetes.mjs [DIRECTORY]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';

const directory = process.argv[2] ?? fileURLToPath(new URL('../../deploy/kubernetes', import.meta.url));
const manifests = [...asWritten(), ...rendered()];
const problems = [...(await againstSchemas()), ...againstTypes()];
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function asWritten() {
  return globSync('**/*.yaml', { cwd: directory })
    .filter((name) => !name.endsWith('kustomization.yaml'))
    .flatMap((name) => manifestsIn(readFileSync(join(directory, name), 'utf8'), name));
}

/** Every option stands in kustomization.yaml as a comment. */
function rendered() {
  const copy = mkdtempSync(join(tmpdir(), 'use-case-stub-kustomize-'));
  try {
    cpSync(directory, copy, { recursive: true });
    const file = join(copy, 'kustomization.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/^# components:\n(# {3}- .*\n)+/m, (lines) => lines.replaceAll(/^# /gm, '')),
    );
    const { error, status, stdout, stderr } = spawnSync('kubectl', ['kustomize', copy], { encoding: 'utf8' });
    if (error) return [];
    if (status !== 0) throw new Error(`kubectl kustomize failed: ${stderr}`);
    return manifestsIn(stdout, 'rendered');
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function manifestsIn(text, name) {
  return parseAllDocuments(text).map((document) => {
    const manifest = document.toJS();
    const library = manifest.apiVersion.startsWith('monitoring.coreos.com/')
      ? '@kubernetes-models/prometheus-operator'
      : 'kubernetes-models';
    return { name, manifest, module: `${library}/${manifest.apiVersion}/${manifest.kind}` };
  });
}

/** What lacks a required field, or has one of a wrong type or format. */
async function againstSchemas() {
  const found = [];
  for (const { name, manifest, module } of manifests) {
    try {
      const { [manifest.kind]: Model } = await import(module);
      new Model(manifest).validate();
    } catch (error) {
      found.push(`${name}: ${manifest.kind}: ${error.message}`);
    }
  }
  return found;
}

/** What has a field that its type does not have. The schemas let such fields pass; the compiler, in a literal, does not. */
function againstTypes() {
  const file = fileURLToPath(new URL('manifests.virtual.ts', import.meta.url));
  const lines = manifests.flatMap(({ manifest, module }, index) => [
    `import type { I${manifest.kind} as T${index} } from '${module}';`,
    `export const m${index}: T${index} = ${JSON.stringify(manifest)};`,
  ]);
  const source = ts.createSourceFile(file, lines.join('\n'), ts.ScriptTarget.ESNext, true);
  const options = { module: ts.ModuleKind.NodeNext, strict: true, noEmit: true, skipLibCheck: true, types: [] };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => (name === file ? source : read(name, ...rest));
  const program = ts.createProgram([file], options, host);
  return program.getSemanticDiagnostics(source).map(({ start, messageText }) => {
    const { name, manifest } = manifests[source.getLineAndCharacterOfPosition(start).line >> 1];
    return `${name}: ${manifest.kind}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
