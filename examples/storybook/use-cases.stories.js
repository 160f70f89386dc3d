import { showUseCases } from '../front-ends/vite/use-cases.js';

export default {
  title: 'Use cases',
  render() {
    const main = document.createElement('main');
    showUseCases(main);
    return main;
  },
};

export const Empty = {};

export const Several = {
  parameters: { stub: (stub) => stub.setState('demo', 'several use cases exist', { count: 3 }) },
};

export const Failing = {
  parameters: { stub: (stub) => stub.setState('demo', 'the API is failing', { status: 503 }) },
};

export const CreateFailsOnce = {
  parameters: {
    stub: (stub) => stub.scenario('demo', { match: { operation: 'createUseCase' }, status: 503, times: 1 }),
  },
  async play({ canvasElement, loaded: { stub } }) {
    canvasElement.querySelector('input').value = 'Night desk';
    canvasElement.querySelector('form').requestSubmit();
    await stub.waitForRequest('demo', { operation: 'createUseCase', body: { name: 'Night desk' } });
  },
};
