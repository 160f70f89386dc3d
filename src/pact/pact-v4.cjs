// The part of Pact that `use-case-stub/pact` is made with. The build replaces this file by a bundle (scripts/build.mjs).
module.exports = require('@pact-foundation/pact');
