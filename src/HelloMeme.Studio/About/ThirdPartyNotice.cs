namespace HelloMeme.Studio.About;

/// <summary>Something the studio is built on, as THIRD-PARTY-NOTICES.md (embedded) tells it.</summary>
public sealed record ThirdPartyNotice(string Name, string Version, string Licence, string Copyright)
{
    public static IReadOnlyList<ThirdPartyNotice> All { get; } = Read();

    // The rows of the first table: | what | version | licence | copyright | text |
    private static ThirdPartyNotice[] Read()
    {
        using var file = typeof(ThirdPartyNotice).Assembly.GetManifestResourceStream("THIRD-PARTY-NOTICES.md") ?? throw new InvalidOperationException("The notices are not embedded.");
        using var text = new StreamReader(file);
        return [.. text.ReadToEnd().Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(l => l.Replace("`", "", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries)).Select(c => new ThirdPartyNotice(c[1], c[2], c[3], c[4]))];
    }
}
