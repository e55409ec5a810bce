import type { Picture } from './page-data.ts';

const MOMENTS: Readonly<Record<Picture['moment'], string>> = {
  before: 'The credential’s dialog as it opens',
  consent: 'The provider’s page in its window',
  callback: 'n8n’s page that the provider led back to',
  after: 'The dialog at the end',
};

/** What a user saw who connected a credential in n8n's editor, in the order in which it came. */
export function Screenshots({ pictures }: { readonly pictures: readonly Picture[] }) {
  return (
    <section class="screenshots" aria-label="Pictures of the editor">
      {pictures.map(({ moment, credential, file, url }) => {
        const caption = `${MOMENTS[moment]} (${credential})`;
        return (
          <figure key={file}>
            {url === undefined ? (
              <p class="notice">
                Not in this page; in the folder of the run: <code>{file}</code>
              </p>
            ) : (
              <a href={url} download={file.split('/').at(-1)}>
                <img src={url} alt={caption} loading="lazy" />
              </a>
            )}
            <figcaption>{caption}</figcaption>
          </figure>
        );
      })}
    </section>
  );
}
