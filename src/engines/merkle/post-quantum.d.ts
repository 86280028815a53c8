// What is used of the package and no more, so that types can be checked where it is not installed yet.
declare module '@noble/post-quantum/ml-dsa.js' {
  export const ml_dsa44: {
    keygen(seed: Uint8Array): { publicKey: Uint8Array; secretKey: Uint8Array }
    sign(message: Uint8Array, secretKey: Uint8Array): Uint8Array
    verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  }
}
