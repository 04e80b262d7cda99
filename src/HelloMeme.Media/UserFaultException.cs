namespace HelloMeme.Media;

/// <summary>A fault the user can read and mend: one sentence that names the fault and the remedy.
/// <see cref="Code"/> is a stable kebab-case name, for example "no-face".</summary>
public sealed class UserFaultException(string code, string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    public string Code { get; } = code;
}
