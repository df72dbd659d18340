import { Navigate, useParams } from 'react-router';
import { titlePath } from '../../format/title-path.ts';

/** `/title/<id>` works too, and becomes the address that no server ever sees. */
export function OldTitleAddress() {
  const { id } = useParams();
  return <Navigate to={titlePath(id ?? '')} replace />;
}
