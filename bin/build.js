// What `npm run build` makes once the types are checked.
await import('./bundle.js')
await import('./built-texts.js')
await import('./manifest.js')
await import('./unit-tests.js')
