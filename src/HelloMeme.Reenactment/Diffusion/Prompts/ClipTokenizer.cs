using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Prompts;

// Source: Radford et al. 2021 (CLIP) as CLIPTokenizer of transformers reads it without the ftfy package; no weighting syntax: brackets are plain tokens.
/// <summary>A prompt to the 77 numbers the text encoder reads: start, byte pair tokens, end, then end again as padding.</summary>
public sealed class ClipTokenizer
{
    public const int Length = 77;
    public const string VocabularyFile = "vocab.json";
    public const string MergesFile = "merges.txt";

    private const string StartToken = "<|startoftext|>";
    private const string EndToken = "<|endoftext|>";

    private readonly IReadOnlyDictionary<string, int> _ids;
    private readonly BytePairMerges _merges;
    private readonly int _start;
    private readonly int _end;

    /// <param name="ids">Token to number, with the start and the end token.</param>
    /// <param name="merges">Pairs of tokens to join, the first before the rest.</param>
    internal ClipTokenizer(IReadOnlyDictionary<string, int> ids, IEnumerable<(string Left, string Right)> merges)
    {
        if (!ids.TryGetValue(StartToken, out _start) || !ids.TryGetValue(EndToken, out _end))
            throw new UserFaultException("tokenizer-broken", $"{VocabularyFile} has no {StartToken} or {EndToken}, so it does not belong to a CLIP text encoder: take the tokenizer folder of Stable Diffusion 1.5.");
        _ids = ids;
        _merges = new BytePairMerges(merges);
    }

    /// <summary>Reads vocab.json and merges.txt from the first folder that has both: the checkpoint's own tokenizer folder, then the models folder's,
    /// which serves checkpoints of one file.</summary>
    /// <exception cref="UserFaultException">"tokenizer-missing", "tokenizer-broken".</exception>
    public static ClipTokenizer Open(params ReadOnlySpan<string> folders)
    {
        var folder = Require(folders);
        return TokenizerFiles.Read(Path.Combine(folder, VocabularyFile), Path.Combine(folder, MergesFile));
    }

    /// <summary>The first folder that has both files; null where none has.</summary>
    public static string? Find(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
            if (File.Exists(Path.Combine(folder, VocabularyFile)) && File.Exists(Path.Combine(folder, MergesFile))) return folder;
        return null;
    }

    /// <exception cref="UserFaultException">"tokenizer-missing".</exception>
    internal static string Require(params ReadOnlySpan<string> folders) => Find(folders)
        ?? throw new UserFaultException("tokenizer-missing", $"The tokenizer is missing: put {VocabularyFile} and {MergesFile} of Stable Diffusion 1.5 into {string.Join(" or ", folders.ToArray())}.");

    /// <summary>Encodes a prompt; what does not fit is left out and said so.</summary>
    public PromptTokens Encode(string prompt)
    {
        var ids = new long[Length];
        Array.Fill(ids, _end);
        ids[0] = _start;
        var count = 1;
        foreach (var word in PromptWords.Split(prompt, StartToken, EndToken))
        {
            foreach (var id in IdsOf(word))
            {
                if (count == Length - 1) return new PromptTokens(ids, Length, Truncated: true);
                ids[count++] = id;
            }
        }

        return new PromptTokens(ids, count + 1, Truncated: false);
    }

    /// <summary>What is in no vocabulary becomes the end token, CLIP's word for the unknown.</summary>
    private IEnumerable<int> IdsOf(string word) => word switch
    {
        StartToken => [_start],
        EndToken => [_end],
        _ => _merges.Apply(word).Select(token => _ids.TryGetValue(token, out var id) ? id : _end),
    };
}

/// <summary>77 numbers, how many of them are start, tokens and first end, and whether the prompt was longer.</summary>
public sealed record PromptTokens(long[] Ids, int Used, bool Truncated);
