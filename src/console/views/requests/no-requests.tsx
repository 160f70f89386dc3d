import { EmptyState } from '../../components/empty-state.tsx';
import { useApp } from '../../context.ts';
import { quoted } from '../../logic/request-code.ts';
import { KeyForm } from '../../shell/key-form.tsx';

/** Says how to send a first request. */
export function NoRequests() {
  const { connection, session, apiUrl, organizations } = useApp();
  const chosen = session.chosen.value;
  if (connection.value === 'connecting') return <EmptyState icon="requests" title="Looking for requests …" />;
  if (connection.value === 'gone') {
    return (
      <EmptyState icon="broken" title="The stub is gone" command="npx use-case-stub">
        <p>This page comes back by itself as soon as it runs again:</p>
      </EmptyState>
    );
  }
  if (connection.value === 'waiting' && organizations.value === undefined) {
    return (
      <EmptyState icon="key" title="Type in your API key to see its requests">
        <p>Which organizations there are is shown to clients on the stub's own machine, or with the admin key.</p>
        <KeyForm />
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="requests"
      title="No request has come in yet"
      command={`curl ${quoted(`${apiUrl}/use-cases`)} -H ${quoted('authorization: Bearer YOUR_API_KEY')}`}
    >
      <p>
        Point your client at <code>{apiUrl}</code>
        {chosen ? ' with the API key of this organization' : ', with any API key'}. Its requests show up here as they
        come. Or try this in a terminal:
      </p>
    </EmptyState>
  );
}
