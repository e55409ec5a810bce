/** A text in which the names of secrets stand out. */
export const MaskedText = ({ text }: { readonly text: string }) => (
  <>
    {text.split(/(‹[^›]*›)/).map((part, index) =>
      index % 2 === 0 ? (
        part
      ) : (
        <span key={index} class="secret-name">
          {part}
        </span>
      ),
    )}
  </>
);
