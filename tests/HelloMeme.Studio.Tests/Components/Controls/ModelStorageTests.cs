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
    public async Task A_set_shows_its_size_and_goes_after_a_second_yes()
    {
        var set = Directory.CreateDirectory(Path.Combine(_folder.Path, new string('a', 64)));
        await File.WriteAllBytesAsync(Path.Combine(set.FullName, "pack.safetensors"), new byte[2_500_000], Xunit.TestContext.Current.CancellationToken);
        var storage = Render<ModelStorage>();
        storage.WaitForAssertion(() => Assert.Contains("Checkpoint aaaaaaaaaaaa, 2.5 MB", storage.Markup, StringComparison.Ordinal));

        await storage.Find("button").ClickAsync();
        await storage.FindAll("button")[0].ClickAsync();
        storage.WaitForAssertion(() => Assert.Empty(storage.FindAll(".set")));
        Assert.False(set.Exists && Directory.Exists(set.FullName));
    }

    [Fact]
    public void A_set_in_use_has_no_button()
    {
        var name = new string('b', 64);
        Directory.CreateDirectory(Path.Combine(_folder.Path, name));
        using var use = new FileStream(Path.Combine(_folder.Path, name + ".lock"), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        var storage = Render<ModelStorage>();
        storage.WaitForAssertion(() => Assert.Contains("in use", storage.Markup, StringComparison.Ordinal));
        Assert.Empty(storage.FindAll("button"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _folder.Dispose();
    }
}
