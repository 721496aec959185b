import { readdirSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { isSameRun, readManifest, type Manifest } from '../manifest.js';
import { isRun } from '../run-directory.js';
import { nameOf, type Shard } from './shard.js';

/** A shard in its directory. */
export interface ShardPlace {
  readonly directory: string;
  readonly shard: Shard;
  readonly manifest: Manifest;
}

/**
 * The shards of one run, in their order. Each path is the directory of a shard, or one with directories of shards in it.
 *
 * @throws UsageError if there is none, if two are of different runs, or if one is there twice
 */
export function findShards(paths: readonly string[]): ShardPlace[] {
  const places = paths.flatMap(shardsIn);
  const [first] = places;
  for (const place of places) refuseForeign(place, first);
  places.sort((a, b) => a.shard.number - b.shard.number);
  places.forEach((place, i) => i > 0 && refuseTwice(places[i - 1], place));
  return places;
}

function shardsIn(path: string): ShardPlace[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${path} is no directory: expected the directory of a shard, or one that holds shards`);
  if (isRun(path)) {
    const [own] = shardAt(path);
    if (own) return [own];
    throw new UsageError(`${path} holds a whole run: expected a shard, as memloop run FILE --shard 1/4 makes it`);
  }
  const shards = readdirSync(path).map((name) => join(path, name)).filter(isRun).flatMap(shardAt);
  if (shards.length > 0) return shards;
  throw new UsageError(`${path} holds no shard: expected the directory of a shard, or one that holds shards; make them with: memloop run FILE --shard 1/4`);
} // prettier-ignore

/** The shard in the directory of a run; none if it is a whole run. */
function shardAt(directory: string): ShardPlace[] {
  const manifest = readManifest(directory);
  return manifest.shard ? [{ directory, manifest, shard: manifest.shard }] : [];
}

function refuseForeign(place: ShardPlace, first: ShardPlace): void {
  if (!isSameRun(place.manifest, first.manifest))
    throw new UsageError(
      `${place.directory} is a shard of another run than ${first.directory} (${differences(place.manifest, first.manifest)}): expected shards of one run`,
    );
  if (place.shard.of !== first.shard.of)
    throw new UsageError(
      `${place.directory} holds ${nameOf(place.shard)}, and ${first.directory} ${nameOf(first.shard)}: expected the same number of shards`,
    );
}

/** What differs between the settings of two runs. */
function differences(a: Manifest, b: Manifest): string {
  const settings = new Set([...Object.keys(a.experiment), ...Object.keys(b.experiment)]);
  const other = [...settings].filter((key) => !isDeepStrictEqual(a.experiment[key], b.experiment[key]));
  return `other ${other.length > 0 ? other.join(', ') : 'devices, plugins or plan'}`;
}

function refuseTwice(one: ShardPlace, other: ShardPlace): void {
  if (one.shard.number !== other.shard.number) return;
  throw new UsageError(
    `${nameOf(one.shard)} is in ${one.directory} and in ${other.directory}: expected it once; give only one of them`,
  );
}
