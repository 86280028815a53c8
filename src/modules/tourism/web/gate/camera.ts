// Codes from the camera: by the browser's own BarcodeDetector, else by jsQR, which is fetched only then.

type Detector = { detect(source: CanvasImageSource): Promise<{ rawValue: string }[]> }
type DetectorMaker = new (options: { formats: string[] }) => Detector

const EVERY_MS = 120
/** The same code held before the camera is not another scan. */
const SAME_MS = 4000
/** Enough for 49 modules, and quick to search. */
const WIDTH_MAX = 640

type ReadCode = (video: HTMLVideoElement) => Promise<string | null>

export async function codeReader(): Promise<ReadCode> {
  const Maker = (globalThis as { BarcodeDetector?: DetectorMaker & { getSupportedFormats?(): Promise<string[]> } })
    .BarcodeDetector
  if (Maker && ((await Maker.getSupportedFormats?.()) ?? ['qr_code']).includes('qr_code')) {
    const detector = new Maker({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
  }
  const { default: jsQR } = await import('jsqr')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    if (context === null || video.videoWidth === 0) return null
    const scale = Math.min(1, WIDTH_MAX / video.videoWidth)
    canvas.width = Math.round(video.videoWidth * scale)
    canvas.height = Math.round(video.videoHeight * scale)
    context.drawImage(video, 0, 0, canvas.width, canvas.height)
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
    return jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null
  }
}

/** Looks through the camera until it is stopped; refuses as getUserMedia does where there is none or it is not allowed. */
export async function watchCamera(video: HTMLVideoElement, found: (text: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: 'environment', width: { ideal: 1280 } },
  })
  video.srcObject = stream
  await video.play()
  const read = await codeReader()
  const watch = { stopped: false }
  let last = { text: '', at: 0 }
  void (async () => {
    while (!watch.stopped) {
      const text = await read(video).catch(() => null)
      if (text !== null && !watch.stopped && (text !== last.text || Date.now() - last.at > SAME_MS)) found(text)
      if (text !== null) last = { text, at: Date.now() }
      await new Promise((done) => setTimeout(done, EVERY_MS))
    }
  })()
  return () => {
    watch.stopped = true
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
}
