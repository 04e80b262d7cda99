using System.Text.Json;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Prompts;

/// <summary>vocab.json (token to number) and merges.txt (a line of version, then a pair a line).</summary>
internal static class TokenizerFiles
{
    // The merge list that ships with CLIP is longer than the vocabulary; the rest of it is never used.
    private const int MostMerges = 49152 - 256 - 2;

    public static ClipTokenizer Read(string vocabularyFile, string mergesFile)
    {
        Dictionary<string, int>? ids;
        try
        {
            using var stream = File.OpenRead(vocabularyFile);
            ids = JsonSerializer.Deserialize<Dictionary<string, int>>(stream);
        }
        catch (JsonException e)
        {
            throw Broken(vocabularyFile, "is not a JSON table of tokens", e);
        }

        return new ClipTokenizer(ids ?? throw Broken(vocabularyFile, "is empty"), ReadMerges(mergesFile));
    }

    private static List<(string, string)> ReadMerges(string file)
    {
        var merges = new List<(string, string)>();
        foreach (var line in File.ReadLines(file).Skip(1).Take(MostMerges))
        {
            if (line.Length == 0) continue;
            if (line.Split(' ') is not [var left, var right]) throw Broken(file, $"has a line that is no pair: \"{line[..Math.Min(40, line.Length)]}\"");
            merges.Add((left, right));
        }

        return merges;
    }

    private static UserFaultException Broken(string file, string what, Exception? cause = null) =>
        new("tokenizer-broken", $"{Path.GetFileName(file)} {what}: download the tokenizer folder again.", cause);
}
