using System.Globalization;
using System.Text;

namespace HelloMeme.Reenactment.Diffusion.Prompts;

// Source: transformers CLIPTokenizer (its pattern 's|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+) and BasicTokenizer. By code point, where .NET
// patterns see halves of those beyond U+FFFF. Composed letters are expected: nothing composes them here.
/// <summary>A prompt cut into the pieces that are encoded one by one: English contractions, runs of letters, single digits, runs of the rest. Lower case.</summary>
internal static class PromptWords
{
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    public static IEnumerable<string> Split(string prompt, params string[] specials)
    {
        var text = Clean(prompt);
        for (var i = 0; i < text.Length;)
        {
            var end = text[i] == ' ' ? i : EndOfWord(text, i, specials);
            if (end > i) yield return text[i..end];
            i = Math.Max(end, i + 1);
        }
    }

    private static int EndOfWord(string text, int start, string[] specials)
    {
        if (StartsWithAny(text, start, specials) is { } special) return start + special.Length;
        if (StartsWithAny(text, start, Contractions) is { } contraction) return start + contraction.Length;
        var kind = KindAt(text, start);
        var end = start + Rune.GetRuneAt(text, start).Utf16SequenceLength;
        if (kind == Kind.Digit) return end;
        while (end < text.Length && text[end] != ' ' && KindAt(text, end) == kind && StartsWithAny(text, end, specials) is null)
            end += Rune.GetRuneAt(text, end).Utf16SequenceLength;
        return end;
    }

    private static string? StartsWithAny(string text, int start, string[] words) =>
        Array.Find(words, w => string.CompareOrdinal(text, start, w, 0, w.Length) == 0);

    private static Kind KindAt(string text, int i)
    {
        var rune = Rune.GetRuneAt(text, i);
        return Rune.IsLetter(rune) ? Kind.Letter : Rune.IsNumber(rune) ? Kind.Digit : Kind.Other;
    }

    /// <summary>Lower case, control and format characters gone, any white space a blank, blanks around Chinese characters.</summary>
    private static string Clean(string prompt)
    {
        var text = new StringBuilder(prompt.Length);
        foreach (var rune in prompt.EnumerateRunes())
        {
            if (IsSpace(rune)) text.Append(' ');
            else if (rune == Rune.ReplacementChar || IsControl(rune)) continue;
            else if (IsChinese(rune.Value)) text.Append(' ').Append(rune).Append(' ');
            else text.Append(Rune.ToLowerInvariant(rune));
        }

        return text.ToString();
    }

    private static bool IsSpace(Rune rune) => rune.Value is '\t' or '\n' or '\r' || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsControl(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static bool IsChinese(int value) => value
        is >= 0x4e00 and <= 0x9fff or >= 0x3400 and <= 0x4dbf or >= 0x20000 and <= 0x2a6df or >= 0x2a700 and <= 0x2b73f
        or >= 0x2b740 and <= 0x2b81f or >= 0x2b820 and <= 0x2ceaf or >= 0xf900 and <= 0xfaff or >= 0x2f800 and <= 0x2fa1f;

    private enum Kind
    {
        Letter,
        Digit,
        Other,
    }
}
