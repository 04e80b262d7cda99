using System.Text.RegularExpressions;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>Names that older versions of diffusers gave to keys, brought to today's.</summary>
internal static partial class DiffusersKeys
{
    /// <summary>The VAE's middle attention: query, key, value, proj_attn are to_q, to_k, to_v, to_out.0 today.</summary>
    public static string RenameVae(string key) => OldAttention().Replace(key, match => match.Groups[1].Value + match.Groups[2].Value switch
    {
        "query" => "to_q",
        "key" => "to_k",
        "value" => "to_v",
        _ => "to_out.0",
    });

    [GeneratedRegex(@"^((?:encoder|decoder)\.mid_block\.attentions\.0\.)(query|key|value|proj_attn)(?=\.(?:weight|bias)$)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OldAttention();
}
