using HelloMeme.Studio;
using HelloMeme.Studio.CommandLine;
using HelloMeme.Studio.Components;
using MudBlazor.Services;

if (CommandLineProgram.Handles(args)) return await CommandLineProgram.RunAsync(args);

// 1. Settings and services
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.Services.AddStudio(builder.Configuration);

// 2. Pages
builder.Services.AddMudServices();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();

// 3. Endpoints
var app = builder.Build();
if (!app.Environment.IsDevelopment()) app.UseExceptionHandler("/not-found", createScopeForErrors: true);
app.UseWhen(c => !c.Request.Path.StartsWithSegments("/api"), pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();
return 0;
