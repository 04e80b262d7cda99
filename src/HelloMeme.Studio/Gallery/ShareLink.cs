using System.Buffers.Text;
using System.Security.Cryptography;

namespace HelloMeme.Studio.Gallery;

/// <summary>An address that nobody guesses: 128 random bits in base64url.</summary>
public static class ShareLink
{
    private const int Bytes = 16;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}
