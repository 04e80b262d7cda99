using System.Text.Encodings.Web;
using System.Text.Json;

namespace HelloMeme.Tests.Reenactment.Diffusion.Prompts;

/// <summary>A small vocabulary in CLIP's layout: 256 bytes, the same at a word's end, one token a merge, start, end.</summary>
internal static class TinyVocabulary
{
    public const string Start = "<|startoftext|>";
    public const string End = "<|endoftext|>";

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly (string Left, string Right)[] Merges =
    [
        ("t", "h"), ("th", "e</w>"), ("c", "a"), ("ca", "t</w>"), ("i", "n"), ("in", "g</w>"), ("h", "e"), ("l", "l"), ("he", "ll"), ("hell", "o</w>"),
        ("'", "s</w>"), ("'", "r"), ("'r", "e</w>"), ("!", "!"), ("!!", "!</w>"), ("a", "b"), ("b", "c"), ("ab", "c</w>"), ("a", "a"), ("aa", "aa"), ("ð", "Ł"), ("ðŁ", "ĺ"), ("Ã", "©</w>"),
    ];

    /// <summary>Bytes as CLIP writes them: printable ones as themselves, the rest from U+0100 on. Printable ones come first in the numbering.</summary>
    public static Dictionary<string, int> Ids { get; } = Number();

    private static Dictionary<string, int> Number()
    {
        int[] printable = [.. Enumerable.Range(0x21, 94), .. Enumerable.Range(0xa1, 12), .. Enumerable.Range(0xae, 82)];
        var characters = printable.Select(b => (char)b).Concat(Enumerable.Range(0, 256 - printable.Length).Select(n => (char)(256 + n))).Select(c => c.ToString()).ToArray();
        return ((IEnumerable<string>)[.. characters, .. characters.Select(c => c + "</w>"), .. Merges.Select(m => m.Left + m.Right), Start, End])
            .Select((token, id) => (token, id)).ToDictionary(p => p.token, p => p.id);
    }

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "vocab.json"), JsonSerializer.Serialize(Ids, Unescaped));
        File.WriteAllLines(Path.Combine(folder, "merges.txt"), ["#version: 0.2", .. Merges.Select(m => $"{m.Left} {m.Right}"), ""]);
    }
}
