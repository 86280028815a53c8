import type { DetailedHTMLProps, HTMLAttributes } from 'react'

type Plain = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>

/** The small custom elements of `public/enhance.js`. */
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'quantity-stepper': Plain & { 'data-fewer': string; 'data-more': string }
      'copy-text': Plain & { 'data-text': string; 'data-copy': string; 'data-copied': string }
      'submit-on-change': Plain
      'party-sum': Plain & { 'data-label': string }
      'time-left': Plain & { 'data-seconds': number; 'data-many': string; 'data-last': string }
      'search-suggest': Plain
      'region-select': Plain & { 'data-source': string; 'data-choose': string }
    }
  }
}
