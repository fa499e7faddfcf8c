// The build writes assets/fflate.js from this library, which brings its types.
export { unzipSync, zipSync } from '../../../node_modules/fflate/esm/browser.js';
