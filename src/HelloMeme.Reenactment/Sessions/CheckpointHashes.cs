using System.Security.Cryptography;
using System.Text;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>SHA-256 of checkpoint files, which take seconds to read: remembered under folder/hashes by path, size and time of change.</summary>
public sealed class CheckpointHashes(string folder)
{
    private readonly string _folder = Path.Combine(folder, "hashes");

    /// <summary>64 lower-case hexadecimal digits.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<string> OfAsync(string path, CancellationToken token)
    {
        var file = new FileInfo(path);
        var version = $"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}";
        var note = Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)))[..32]);
        if (File.Exists(note) && await File.ReadAllTextAsync(note, token) is { Length: 64 } known) return known;

        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, token));
        Directory.CreateDirectory(_folder);
        var part = $"{note}.{Guid.NewGuid():n}.part";
        await File.WriteAllTextAsync(part, hash, token);
        File.Move(part, note, overwrite: true);
        return hash;
    }
}
