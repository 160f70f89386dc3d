import { EmptyState } from '../../components/empty-state.tsx';
import { useApp } from '../../context.ts';
import { quoted } from '../../logic/request-code.ts';

/** Says how to send a first request. */
export function NoRequests() {
  const { connection, session, apiUrl, about } = useApp();
  const chosen = session.chosen.value;
  if (connection.value === 'connecting') return <EmptyState icon="requests" title="Looking for requests …" />;
  if (connection.value === 'gone') {
    return (
      <EmptyState icon="broken" title="The stub is gone" command="npx use-case-stub">
        <p>This page comes back by itself as soon as it runs again:</p>
      </EmptyState>
    );
  }
  const byId = chosen?.by === 'id' && about.value?.admin === 'open';
  const header = byId ? `stub-organization: ${chosen.id}` : 'authorization: Bearer YOUR_API_KEY';
  return (
    <EmptyState
      icon="requests"
      title="No request has come in yet"
      command={`curl ${quoted(`${apiUrl}/use-cases`)} -H ${quoted(header)}`}
    >
      <p>
        Point your client at <code>{apiUrl}</code>
        {chosen ? ' with the API key of this organization' : ', with any API key'}. Its requests show up here as they
        come. Or try this in a terminal:
      </p>
    </EmptyState>
  );
}
