/** 97.5 % point of Student's t for a whole number of degrees of freedom from 1 (Abramowitz and Stegun 26.7.3 and 26.7.4, solved by bisection). */
export function studentQuantile(freedom: number): number {
  let [low, high] = [0, Math.PI / 2];
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (shareWithin(middle, freedom) < 0.95) low = middle;
    else high = middle;
  }
  return Math.sqrt(freedom) * Math.tan(high);
}

/** P(|t| < √ν tan θ) */
function shareWithin(theta: number, freedom: number): number {
  const cosine = Math.cos(theta);
  const odd = freedom % 2 === 1;
  let sum = 0;
  for (let k = odd ? 3 : 2, term = odd ? cosine : 1; k <= freedom; k += 2) {
    sum += term;
    term *= ((k - 1) / k) * cosine * cosine;
  }
  return odd ? (theta + Math.sin(theta) * sum) * (2 / Math.PI) : Math.sin(theta) * sum;
}
