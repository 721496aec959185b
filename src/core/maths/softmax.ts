/** Probabilities π_i ∝ exp(h_i / T) of preferences h at a temperature T. */
export function softmax(preferences: readonly number[], temperature: number): number[] {
  const highest = Math.max(...preferences);
  const odds = preferences.map((preference) => Math.exp((preference - highest) / temperature));
  const sum = odds.reduce((total, value) => total + value, 0);
  return odds.map((value) => value / sum);
}
