import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../core/errors.js';

/** The form in which experiment.json keeps a plugin. */
export const pluginRecord = z.object({
  name: z.string(),
  /** of its package.json, if there is one */
  version: z.string().nullable(),
  /** of its module */
  path: z.string(),
  /** of the text of its module */
  sha256: z.string(),
});

/** A plugin as experiment.json keeps it. */
export type PluginRecord = z.infer<typeof pluginRecord>;

/** Finds the module of a plugin. @param specifier a path, or the name of a package @param directory from which it is meant @throws UsageError if it is not there */
export function findPlugin(specifier: string, directory: string): PluginRecord {
  const file = resolve(directory, specifier);
  const isPath = specifier.startsWith('.') || isAbsolute(specifier) || isFile(file);
  const path = isPath ? file : entryOfPackage(specifier, directory);
  if (path === undefined || !isFile(path))
    throw new UsageError(
      `plugin ${specifier}: got no such ${isPath ? `file as ${file}` : `package or file, looking from ${directory}`}: expected the path of a JavaScript module, or the name of an installed package`,
    );
  const name = isPath ? basename(path, extname(path)) : specifier;
  return { name, version: versionBeside(path), path, sha256: sha256Of(name, path) };
}

/** The SHA-256 of a plugin's module, in hexadecimal. @throws UsageError if it cannot be read */
export function sha256Of(name: string, path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch (error) {
    throw new UsageError(
      `plugin ${name} (${path}): cannot be read: ${(error as Error).message}; put it back, or say where it is with --plugin`,
    );
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** The module that a package gives to `import`, or nothing. */
function entryOfPackage(name: string, directory: string): string | undefined {
  const places = createRequire(join(directory, 'module.js')).resolve.paths(name) ?? [];
  const root = places.map((place) => join(place, name)).find((place) => existsSync(join(place, 'package.json')));
  if (root === undefined) return undefined;
  const { exports, module, main } = packageIn(root) ?? {};
  return join(root, entryIn(exports) ?? module ?? main ?? 'index.js');
} // prettier-ignore

/** The entry of `exports` for a module that is imported in Node. */
function entryIn(exports: unknown): string | undefined {
  if (typeof exports !== 'object' || exports === null) return exports as string | undefined;
  const options = exports as Record<string, unknown>;
  if (Object.hasOwn(options, '.')) return entryIn(options['.']);
  const key = Object.keys(options).find((name) => ['node', 'import', 'default'].includes(name));
  return key === undefined ? undefined : entryIn(options[key]);
}

interface Package {
  readonly version?: string;
  readonly exports?: unknown;
  readonly module?: string;
  readonly main?: string;
}

/** The version of the nearest package.json above a file. */
function versionBeside(path: string): string | null {
  for (let at = dirname(path); ; at = dirname(at)) {
    const found = packageIn(at);
    if (found) return found.version ?? null;
    if (at === dirname(at)) return null;
  }
}

function packageIn(directory: string): Package | undefined {
  try {
    return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Package;
  } catch {
    return undefined;
  }
}
