export { EXPORTED_PLATFORMS } from '../platforms/exporters.js'
