using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;

namespace HelloMeme.Media.Captions;

/// <summary>Which typeface draws a character: Anton (SIL Open Font License, from npm) where it can, else one of the system.</summary>
internal static class CaptionFonts
{
    private static readonly Lazy<SKTypeface> Embedded = new(OpenAnton);
    private static readonly Lazy<string[]> SystemFiles = new(ListSystemFiles);
    private static readonly ConcurrentDictionary<Rune, SKTypeface?> Found = new();
    private static readonly ConcurrentDictionary<string, SKTypeface> Opened = new();

    public static SKTypeface Anton => Embedded.Value;

    /// <summary>The typeface for one written unit (a letter with its marks, an emoji): Anton, else the one before it in the word,
    /// so that letters that join stay together, else one of the system.</summary>
    /// <exception cref="UserFaultException">"caption-glyph".</exception>
    public static SKTypeface For(string unit, SKTypeface? before)
    {
        if (Draws(Anton, unit)) return Anton;
        if (before is not null && Draws(before, unit)) return before;
        var missing = unit.EnumerateRunes().First(rune => !IsInvisible(rune) && !Has(Anton, rune));
        var face = Found.GetOrAdd(missing, Search);
        return face is not null && Draws(face, unit) ? face : throw new UserFaultException("caption-glyph",
            $"No font on this machine can draw \"{unit}\": leave it out, or install fonts for it, for example apt-get install fonts-noto.");
    }

    private static bool Draws(SKTypeface face, string unit)
    {
        foreach (var rune in unit.EnumerateRunes())
            if (!IsInvisible(rune) && !Has(face, rune)) return false;
        return true;
    }

    // Joiners and variation selectors choose a form and have none.
    private static bool IsInvisible(Rune rune) =>
        rune.Value is 0x200C or 0x200D or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE01EF);

    private static SKTypeface? Search(Rune rune)
    {
        if (SKFontManager.Default.MatchCharacter(rune.Value) is { } match) return match;
        // Skia without fontconfig knows no system font on Linux, so we look into the files.
        foreach (var file in SystemFiles.Value)
        {
            if (Opened.TryGetValue(file, out var known) && Has(known, rune)) return known;
            var face = SKTypeface.FromFile(file);
            if (face is not null && Has(face, rune)) return Opened.GetOrAdd(file, face);
            face?.Dispose();
        }

        return null;
    }

    private static bool Has(SKTypeface face, Rune rune)
    {
        using var font = new SKFont(face);
        return font.ContainsGlyph(rune.Value);
    }

    // Bold faces of one family first: they stand best beside Anton. The order is the same on every run.
    private static string[] ListSystemFiles()
    {
        string[] folders = ["/usr/share/fonts", "/usr/local/share/fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts)];
        return
        [
            .. folders.Where(Directory.Exists).Distinct()
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
                .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC")
                .OrderBy(Rank).ThenBy(file => file, StringComparer.Ordinal),
        ];
    }

    private static int Rank(string file)
    {
        var name = Path.GetFileName(file);
        if (name.Contains("Emoji", StringComparison.Ordinal)) return 0;
        var sans = name.StartsWith("NotoSans", StringComparison.Ordinal);
        return (name.Contains("Bold", StringComparison.Ordinal), sans) switch { (true, true) => 1, (false, true) => 2, (true, false) => 3, _ => 4 };
    }

    private static SKTypeface OpenAnton()
    {
        using var stream = typeof(CaptionFonts).Assembly.GetManifestResourceStream("Anton.ttf")
            ?? throw new InvalidOperationException("The program was built without its caption font.");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException("The caption font is damaged.");
    }
}
