using HelloMeme.Media;
using Xunit;

namespace HelloMeme.Tests.Media;

public sealed class FfmpegTests
{
    [Fact]
    public void Find_says_how_to_install_when_the_folder_is_empty()
    {
        var empty = Directory.CreateTempSubdirectory("hellomeme-media-");
        var fault = Assert.Throws<UserFaultException>(() => Ffmpeg.Find(empty.FullName));
        empty.Delete();
        Assert.Equal("ffmpeg-missing", fault.Code);
        Assert.Contains("apt-get install ffmpeg", fault.Message);
    }

    [Fact]
    public void Find_names_the_version_on_path() => Assert.Matches(@"^\d+\.\d|^[nN\d]", Ffmpeg.Find().Version);
}
