using System.Text;

namespace HelloMeme.Reenactment.Diffusion.Prompts;

// Source: Sennrich et al. 2016; bytes as printable characters and the end-of-word mark as in GPT-2 and CLIP.
/// <summary>Joins the bytes of a word to tokens, the pair with the lowest rank first.</summary>
internal sealed class BytePairMerges
{
    private const string EndOfWord = "</w>";

    private static readonly char[] ByteCharacters = Characters();

    private readonly Dictionary<(string, string), int> _ranks = [];

    public BytePairMerges(IEnumerable<(string Left, string Right)> merges)
    {
        foreach (var pair in merges) _ranks.TryAdd(pair, _ranks.Count);
    }

    public List<string> Apply(string word)
    {
        var tokens = Encoding.UTF8.GetBytes(word).Select(b => ByteCharacters[b].ToString()).ToList();
        tokens[^1] += EndOfWord;
        while (BestPair(tokens) is { } pair) Join(tokens, pair);
        return tokens;
    }

    private (string Left, string Right)? BestPair(List<string> tokens)
    {
        (string, string)? best = null;
        var bestRank = int.MaxValue;
        for (var i = 1; i < tokens.Count; i++)
        {
            if (_ranks.TryGetValue((tokens[i - 1], tokens[i]), out var rank) && rank < bestRank) (best, bestRank) = ((tokens[i - 1], tokens[i]), rank);
        }

        return best;
    }

    /// <summary>Everywhere in the word, from its start.</summary>
    private static void Join(List<string> tokens, (string Left, string Right) pair)
    {
        var kept = 0;
        for (var i = 0; i < tokens.Count; i++, kept++)
        {
            var joins = i + 1 < tokens.Count && tokens[i] == pair.Left && tokens[i + 1] == pair.Right;
            tokens[kept] = joins ? pair.Left + pair.Right : tokens[i];
            if (joins) i++;
        }

        tokens.RemoveRange(kept, tokens.Count - kept);
    }

    /// <summary>Printable Latin-1 stands for itself; the other bytes, in order, for the characters from U+0100 on.</summary>
    private static char[] Characters()
    {
        var characters = new char[256];
        var next = 256;
        for (var b = 0; b < 256; b++)
        {
            var printable = b is >= '!' and <= '~' or >= 0xa1 and <= 0xac or >= 0xae and <= 0xff;
            characters[b] = (char)(printable ? b : next++);
        }

        return characters;
    }
}
