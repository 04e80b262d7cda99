using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>SHA-256 of a file. Converted weights and graphs are kept under it, so it is asked for often: it is computed once and kept beside the file
/// as NAME.identity, with the size and time of change that it holds for.</summary>
public static class FileIdentity
{
    private const string Suffix = ".identity";
    private static readonly ConcurrentDictionary<string, (string Stamp, string Identity)> Unkept = new(StringComparer.Ordinal); // where nothing may be written beside the file
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>64 lower-case hexadecimal digits.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string Of(string path, CancellationToken token = default)
    {
        var stamp = Stamp(path);
        if (Kept(path + Suffix, stamp) is { } kept) return kept;
        if (Unkept.TryGetValue(Path.GetFullPath(path), out var known) && known.Stamp == stamp) return known.Identity;
        var identity = Hash(path, token);
        if (Stamp(path) == stamp && !Keep(path + Suffix, $"{identity} {stamp}\n")) Unkept[Path.GetFullPath(path)] = (stamp, identity);
        return identity;
    }

    private static string Hash(string path, CancellationToken token)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            for (int count; (count = file.Read(block)) > 0;)
            {
                token.ThrowIfCancellationRequested();
                hash.AppendData(block, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Stamp(string path)
    {
        using var file = File.OpenHandle(path); // of the file itself where the path is a link, which would tell its own
        return string.Create(CultureInfo.InvariantCulture, $"{RandomAccess.GetLength(file)} {File.GetLastWriteTimeUtc(file).Ticks}");
    }

    private static string? Kept(string path, string stamp)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > 200) return null;
        var text = File.ReadAllText(path).TrimEnd();
        return text.Length == 65 + stamp.Length && text.EndsWith(" " + stamp, StringComparison.Ordinal) && !text.AsSpan(0, 64).ContainsAnyExcept(HexDigits) ? text[..64] : null;
    }

    private static bool Keep(string path, string text)
    {
        var part = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            File.WriteAllText(part, text);
            File.Move(part, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // a folder of models may be read-only
        }
    }
}
