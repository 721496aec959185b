import { agnes, type Cluster } from 'ml-hclust';
import { medianOf } from '../../core/maths/vectors.js';
import { cosineDistance } from './neurons.js';

/** Rows in groups that belong together. */
interface Clusters {
  /** places of the rows of each group, in rising order */
  readonly groups: readonly (readonly number[])[];
  /** height of the last merge that is kept */
  readonly height: number;
  /** height of each merge, rising */
  readonly merges: readonly number[];
}

/** How groups are chosen: the share of students of which a group must have as many members, and the widest angle within it (published: ½, π/6). */
interface GroupRule {
  readonly share: number;
  readonly angle: number;
}

/** The published rule. */
const publishedRule: GroupRule = { share: 0.5, angle: Math.PI / 6 };

/**
 * Average linkage of rows, cut at the end of the first plateau of the number of large groups; groups that are too wide are dropped
 * (Martinelli, Şimşek, Gerstner and Brea, Expand-and-Cluster, ICML 2024).
 */
export function clustersOf(
  rows: readonly Float64Array[],
  students: number,
  { share, angle }: GroupRule = publishedRule,
): Clusters {
  const tree = agnes(
    rows.map((row) => [...row]),
    { method: 'average' },
  );
  const inner: Cluster[] = [];
  tree.traverse((cluster) => {
    if (!cluster.isLeaf) inner.push(cluster);
  });
  inner.sort((a, b) => a.height - b.height);
  const merges = inner.map(({ height }) => height);
  const least = Math.max(1, Math.floor(share * students));
  const height = merges[endOfPlateau(inner, least)] ?? 0;
  const large = tree.isLeaf ? [tree] : cut(tree, height);
  const groups = large
    .filter(({ size }) => size >= least)
    .map((cluster) => cluster.indices().toSorted((a, b) => a - b))
    .filter((group) => medianDistance(group.map((place) => rows[place])) <= 1 - Math.cos(angle))
    .toSorted((a, b) => a[0] - b[0]);
  return { groups, height, merges };
}

/** The clusters that stand after all merges up to a height. */
function cut(cluster: Cluster, height: number): Cluster[] {
  if (cluster.isLeaf || cluster.height <= height) return [cluster];
  return cluster.children.flatMap((child) => cut(child, height));
}

/** The place of the last merge of the first run with the most large groups. */
function endOfPlateau(inner: readonly Cluster[], least: number): number {
  const isLarge = ({ size }: Cluster) => (size >= least ? 1 : 0);
  let count = 0;
  const counts = inner.map((cluster) => {
    count += isLarge(cluster) - isLarge(cluster.children[0]) - isLarge(cluster.children[1]);
    return count;
  });
  let end = counts.indexOf(Math.max(...counts));
  while (end >= 0 && counts[end + 1] === counts[end]) end++;
  return end;
}

/** The median over pairs of their cosine distance; 0 of a single row. */
function medianDistance(rows: readonly Float64Array[]): number {
  const distances = rows.flatMap((row, i) => rows.slice(0, i).map((other) => cosineDistance(row, other)));
  return distances.length === 0 ? 0 : medianOf(distances);
}
