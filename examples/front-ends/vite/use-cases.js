/** Shows the use cases of the organization in an element, with a form that creates one. */
export function showUseCases(element) {
  element.innerHTML = `
    <h1>Use cases</h1>
    <form><label>Name <input name="name" /></label> <button>Create</button></form>
    <p role="alert"></p>
    <ul></ul>`;
  const form = element.querySelector('form');

  async function refresh() {
    const items = (await ask('GET')).map(({ name }) => {
      const item = document.createElement('li');
      item.textContent = name;
      return item;
    });
    element.querySelector('ul').replaceChildren(...items);
  }

  async function attempt(work) {
    let problem = '';
    await work().catch(({ message }) => (problem = message));
    element.querySelector('[role=alert]').textContent = problem;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void attempt(async () => {
      await ask('POST', { name: form.elements.name.value });
      form.reset();
      await refresh();
    });
  });
  void attempt(refresh);
}

async function ask(method, body) {
  // No origin: the page's own server forwards the request, as vite.config.ts says.
  const response = await fetch('/api/v1/use-cases', {
    method,
    headers: { authorization: 'Bearer demo', ...(body && { 'content-type': 'application/json' }) },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(
    answer.message ?? answer.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(', '),
  );
}
