using System.Globalization;
using System.Text;

namespace HelloMeme.Media.Captions;

/// <summary>Where a caption may be broken: at blanks, and around ideographs and kana, which are written without.</summary>
internal static class CaptionWords
{
    /// <summary>The words in reading order, shaped; empty for a blank text.</summary>
    public static IReadOnlyList<CaptionWord> Split(string text)
    {
        List<CaptionWord> words = [];
        var word = new StringBuilder();
        var blank = false;
        var feed = false;
        void End()
        {
            if (word.Length == 0) return;
            words.Add(CaptionWord.Shape(word.ToString(), blank, feed && words.Count > 0));
            word.Clear();
            (blank, feed) = (false, false);
        }

        var units = StringInfo.GetTextElementEnumerator(text);
        while (units.MoveNext())
        {
            var unit = units.GetTextElement();
            var first = Rune.GetRuneAt(Sound(unit), 0);
            if (Rune.IsWhiteSpace(first) || Rune.IsControl(first))
            {
                End();
                blank = true;
                feed |= first.Value is '\n' or 0x2028 or 0x2029 || unit == "\r\n";
            }
            else
            {
                if (StandsAlone(first)) End();
                word.Append(Sound(unit));
                if (StandsAlone(first)) End();
            }
        }

        End();
        return words;
    }

    // A lone half of a surrogate pair cannot be drawn by anyone.
    private static string Sound(string unit) => unit.EnumerateRunes().Any(r => r == Rune.ReplacementChar) ? "\uFFFD" : unit;

    private static bool StandsAlone(Rune rune) =>
        rune.Value is (>= 0x2E80 and <= 0x2FFF) or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
