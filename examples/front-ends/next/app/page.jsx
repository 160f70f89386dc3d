'use client';

import { useEffect, useState } from 'react';

export default function UseCases() {
  const [useCases, setUseCases] = useState();
  useEffect(() => {
    // No origin: the page's own server forwards the request, as next.config.mjs says.
    fetch('/api/v1/use-cases', { headers: { authorization: 'Bearer demo' } })
      .then((response) => response.json())
      .then(setUseCases);
  }, []);
  return <pre>{JSON.stringify(useCases, null, 2)}</pre>;
}
