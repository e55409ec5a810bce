import type { Scenario } from '../../harness/model/scenario.ts';

/** Only web addresses become links. Any other text in the data stays text. */
const isWeb = (link: string): boolean => /^https?:\/\//.test(link);

/** Why the scenario exists, and links for further reading. */
export function ScenarioWhy({ scenario }: { readonly scenario: Scenario }) {
  const { why, links = [], guide } = scenario;
  return (
    <div class="why">
      <p>{why}</p>
      {guide === undefined ? null : (
        <p>
          <b>The guide says:</b> {guide.cause} → {guide.fix}.
        </p>
      )}
      {links.length === 0 ? null : (
        <ul class="links">
          {links.map((link) => (
            <li key={link}>
              {isWeb(link) ? (
                <a href={link} rel="noreferrer noopener" target="_blank">
                  {link.replace(/^https?:\/\//, '')}
                </a>
              ) : (
                link
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
