namespace HelloMeme.Graph.Checkpoints;

/// <summary>Keys that checkpoints hold and no graph needs: a part of the key, and why.</summary>
public sealed class IgnoredKeys(params IEnumerable<(string Part, string Reason)> keys)
{
    public static readonly IgnoredKeys None = new();

    private readonly (string Part, string Reason)[] _keys = [.. keys];

    public bool Knows(string key) => ReasonFor(key) is not null;

    /// <summary>Null for a key that is not in the table.</summary>
    public string? ReasonFor(string key) => _keys.FirstOrDefault(k => key.Contains(k.Part, StringComparison.Ordinal)).Reason;
}
