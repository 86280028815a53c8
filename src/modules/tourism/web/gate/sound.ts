// What a gatekeeper hears and feels without looking: two tones up for yes, one low for no, one in the middle for a question.

export type Signal = 'yes' | 'no' | 'mind'

const tones: Record<Signal, readonly { hertz: number; from: number; seconds: number }[]> = {
  yes: [
    { hertz: 660, from: 0, seconds: 0.09 },
    { hertz: 990, from: 0.1, seconds: 0.12 },
  ],
  no: [{ hertz: 165, from: 0, seconds: 0.5 }],
  mind: [{ hertz: 440, from: 0, seconds: 0.25 }],
}
const shakes: Record<Signal, number[]> = { yes: [80], no: [250, 80, 250], mind: [120, 60, 120] }

/** Browsers let a page sound once it was touched; before, it is silent. */
export function signaller() {
  let context: AudioContext | null = null
  return (signal: Signal) => {
    navigator.vibrate?.(shakes[signal])
    try {
      context ??= new AudioContext()
      void context.resume()
      for (const tone of tones[signal]) sound(context, tone)
    } catch {
      // A phone without sound still has its colours and words.
    }
  }
}

function sound(context: AudioContext, { hertz, from, seconds }: (typeof tones)[Signal][number]) {
  const begins = context.currentTime + from
  const oscillator = new OscillatorNode(context, { type: 'square', frequency: hertz })
  const gain = new GainNode(context, { gain: 0.2 })
  gain.gain.setTargetAtTime(0, begins + seconds * 0.8, 0.02)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(begins)
  oscillator.stop(begins + seconds)
}
