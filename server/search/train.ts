/**
 * A multinomial logistic regression over sparse features, trained by plain stochastic gradient steps with per-feature
 * step sizes (Adagrad). Each time an example is seen a share of its features is hidden, so that no single word decides alone.
 * Deterministic: order and hiding come from a fixed generator.
 */
export type Example = { label: number; features: Array<[feature: number, weight: number]>; weight: number }

/** Trained weights, one row of `labels` numbers per feature. */
export type Weights = { labels: number; rows: Float32Array }

export function train(
  examples: Example[],
  size: { labels: number; features: number },
  options: { epochs: number; step: number; hidden: number; onEpoch?: (epoch: number, loss: number) => void },
): Weights {
  const { labels } = size
  const rows = new Float32Array(labels * size.features)
  const square = new Float32Array(size.features).fill(1e-2)
  const scores = new Float32Array(labels)
  const active = new Int32Array(labels)
  const order = examples.map((_, index) => index)
  const next = generator(7)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, next)
    let loss = 0
    for (const index of order) {
      const example = examples[index]
      if (!example) continue
      scores.fill(0)
      const features = seen(example.features, options.hidden, next)
      for (const [feature, weight] of features) addRow(scores, rows, feature * labels, weight)
      softmax(scores)
      loss -= Math.log(Math.max(scores[example.label] ?? 0, 1e-9))
      scores[example.label] = (scores[example.label] ?? 0) - 1
      // most labels have nearly no probability: steps too small to matter are left out
      let count = 0
      for (let label = 0; label < labels; label++) if (Math.abs(scores[label] ?? 0) > 1e-3) active[count++] = label
      for (const [feature, weight] of features) {
        const sum = (square[feature] ?? 0) + weight * weight * example.weight
        square[feature] = sum
        const step = (options.step * weight * example.weight) / Math.sqrt(sum)
        const at = feature * labels
        for (let i = 0; i < count; i++) {
          const label = active[i] ?? 0
          rows[at + label] = (rows[at + label] ?? 0) - step * (scores[label] ?? 0)
        }
      }
    }
    options.onEpoch?.(epoch, loss / examples.length)
  }
  return { labels, rows }
}

/** The features without a random share, scaled to length 1 again. */
function seen(features: Example['features'], hidden: number, next: () => number): Example['features'] {
  if (features.length <= 4) return features
  const kept = features.filter(() => next() >= hidden)
  if (kept.length < 2) return features
  const norm = Math.sqrt(kept.reduce((sum, [, weight]) => sum + weight * weight, 0))
  return kept.map(([feature, weight]) => [feature, weight / norm])
}

/** `scores += weight × row`: the hot loop. */
function addRow(scores: Float32Array, rows: Float32Array, at: number, weight: number): void {
  const row = rows.subarray(at, at + scores.length)
  for (let label = 0; label < scores.length; label++) scores[label] = (scores[label] ?? 0) + weight * (row[label] ?? 0)
}

function softmax(scores: Float32Array): void {
  let top = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > top) top = score
  let total = 0
  for (let i = 0; i < scores.length; i++) {
    const value = Math.exp((scores[i] ?? 0) - top)
    scores[i] = value
    total += value
  }
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) / total
}

function shuffle(order: number[], next: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const held = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = held
  }
}

/** Numbers in [0, 1) from a fixed seed (mulberry32), so that training gives the same file everywhere. */
export function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
