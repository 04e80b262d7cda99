using Bunit;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Studio.Components.Controls;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Components;
using MudBlazor.Services;
using Xunit;

namespace HelloMeme.Studio.Tests.Components.Controls;

public sealed class ModelStorageTests : BunitContext
{
    private readonly TemporaryFolder _folder = new();

    public ModelStorageTests()
    {
        Services.AddMudServices();
        Services.AddOptions<StudioOptions>();
        Services.AddSingleton(new ConvertedWeights(_folder.Path));
        Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task Their_size_is_told_but_no_visitor_can_delete_them_or_learn_which_they_are()
    {
        var set = Directory.CreateDirectory(Path.Combine(_folder.Path, new string('a', 64)));
        await File.WriteAllBytesAsync(Path.Combine(set.FullName, "pack.safetensors"), new byte[2_000_000], Xunit.TestContext.Current.CancellationToken);
        var storage = Render<ModelStorage>();
        storage.WaitForAssertion(() => Assert.Contains("They take 2 MB of the", storage.Markup, StringComparison.Ordinal));
        Assert.Empty(storage.FindAll("button"));
        Assert.DoesNotContain("aaaa", storage.Markup, StringComparison.Ordinal);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _folder.Dispose();
    }
}
