export type Subject = 'tea-leaf'

export interface IllustrationOptions {
  subject: Subject
  seed: string
  width: number
  height: number
  title?: string
}

export function illustration(options: IllustrationOptions): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${options.width} ${options.height}"><title>${options.title ?? ''}</title></svg>`
}
