import { createStub } from 'use-case-stub/fetch';

const stub = createStub({ seedCount: 0 });
const fetchFromNetwork = window.fetch.bind(window);

// The stub in the page answers what goes to the API. What Storybook itself asks for goes to the network.
window.fetch = (input, init) => {
  const request = new Request(input, init);
  const isForApi = new URL(request.url).pathname.startsWith('/api/v1/');
  return isForApi ? stub.fetch(request) : fetchFromNetwork(request);
};

export default {
  loaders: [
    // Before each story: back to no use cases, then into the state that the story asks for.
    async ({ parameters }) => {
      await stub.reset();
      await parameters.stub?.(stub);
      return { stub };
    },
  ],
  // On a page of the documentation each story has a frame, and with it a stub of its own.
  parameters: { docs: { story: { inline: false, height: '240px' } } },
};
