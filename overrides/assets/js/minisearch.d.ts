// The build writes assets/minisearch.js from this library, which brings its types.
export { default } from '../../../node_modules/minisearch/dist/es/index.js';
